-- Regions (시도) with their share of customers and some of their districts (시군구); names by how common they are.
CREATE TEMP TABLE regions (region VARCHAR, official_name VARCHAR, share INTEGER, remote_hours INTEGER, cities VARCHAR[]);
INSERT INTO regions VALUES
    ('서울', '서울특별시', 230, 0, ['강남구', '서초구', '송파구', '강서구', '마포구', '노원구', '관악구', '은평구', '성북구', '영등포구', '중구', '용산구']),
    ('경기', '경기도', 262, 0, ['수원시', '성남시', '고양시', '용인시', '부천시', '화성시', '안양시', '남양주시', '평택시', '파주시', '김포시']),
    ('인천', '인천광역시', 58, 2, ['남동구', '부평구', '서구', '연수구', '미추홀구', '중구']),
    ('부산', '부산광역시', 62, 10, ['해운대구', '부산진구', '사하구', '동래구', '남구', '사상구', '기장군']),
    ('대구', '대구광역시', 44, 8, ['수성구', '달서구', '북구', '동구', '중구', '달성군']),
    ('대전', '대전광역시', 29, 4, ['유성구', '서구', '중구', '동구', '대덕구']),
    ('광주', '광주광역시', 27, 9, ['북구', '광산구', '서구', '남구', '동구']),
    ('울산', '울산광역시', 20, 10, ['남구', '울주군', '북구', '중구', '동구']),
    ('세종', '세종특별자치시', 9, 5, ['세종시']),
    ('강원', '강원특별자치도', 28, 12, ['춘천시', '원주시', '강릉시', '속초시', '평창군']),
    ('충북', '충청북도', 30, 6, ['청주시', '충주시', '제천시', '음성군', '진천군']),
    ('충남', '충청남도', 39, 6, ['천안시', '아산시', '서산시', '당진시', '논산시']),
    ('전북', '전북특별자치도', 32, 10, ['전주시', '익산시', '군산시', '정읍시', '완주군']),
    ('전남', '전라남도', 32, 14, ['여수시', '순천시', '목포시', '나주시', '무안군']),
    ('경북', '경상북도', 46, 12, ['포항시', '구미시', '경산시', '경주시', '안동시', '칠곡군']),
    ('경남', '경상남도', 60, 11, ['창원시', '김해시', '진주시', '양산시', '거제시', '통영시']),
    ('제주', '제주특별자치도', 14, 34, ['제주시', '서귀포시']);
CREATE TEMP TABLE region_slots AS
SELECT CAST(row_number() OVER (ORDER BY region, copy) - 1 AS BIGINT) AS slot, region, remote_hours, cities
FROM regions, LATERAL (SELECT unnest(range(share)) AS copy);

CREATE TEMP TABLE surnames (surname VARCHAR, romanised VARCHAR, share INTEGER);
INSERT INTO surnames VALUES
    ('김', 'kim', 215), ('이', 'lee', 147), ('박', 'park', 84), ('최', 'choi', 47), ('정', 'jung', 43), ('강', 'kang', 24),
    ('조', 'cho', 21), ('윤', 'yoon', 20), ('장', 'jang', 20), ('임', 'lim', 17), ('한', 'han', 16), ('오', 'oh', 15),
    ('서', 'seo', 15), ('신', 'shin', 15), ('권', 'kwon', 14), ('황', 'hwang', 14), ('안', 'ahn', 14), ('송', 'song', 14),
    ('전', 'jeon', 11), ('홍', 'hong', 11), ('유', 'yoo', 10), ('고', 'ko', 9), ('문', 'moon', 9), ('양', 'yang', 9),
    ('손', 'son', 9), ('배', 'bae', 8), ('백', 'baek', 8), ('허', 'heo', 7), ('남', 'nam', 6), ('심', 'shim', 5),
    ('노', 'noh', 5), ('하', 'ha', 5), ('곽', 'kwak', 4), ('차', 'cha', 4), ('남궁', 'namgung', 1), ('황보', 'hwangbo', 1);
CREATE TEMP TABLE surname_slots AS
SELECT CAST(row_number() OVER (ORDER BY surname, copy) - 1 AS BIGINT) AS slot, surname, romanised
FROM surnames, LATERAL (SELECT unnest(range(share)) AS copy);

CREATE TEMP TABLE given_names (slot BIGINT, gender VARCHAR, given_name VARCHAR, romanised VARCHAR);
INSERT INTO given_names
SELECT row_number() OVER (ORDER BY given_name) - 1, 'female', given_name, romanised
FROM (VALUES
    ('민지', 'minji'), ('서연', 'seoyeon'), ('지은', 'jieun'), ('수빈', 'subin'), ('예은', 'yeeun'), ('하은', 'haeun'),
    ('지영', 'jiyoung'), ('은정', 'eunjung'), ('미경', 'mikyung'), ('영희', 'younghee'), ('혜진', 'hyejin'), ('유진', 'yujin'),
    ('다은', 'daeun'), ('채원', 'chaewon'), ('소영', 'soyoung'), ('은지', 'eunji'), ('현주', 'hyunju'), ('정숙', 'jungsook'),
    ('선영', 'sunyoung'), ('보람', 'boram'), ('아름', 'areum'), ('나연', 'nayeon'), ('윤서', 'yunseo'), ('가영', 'gayoung'),
    ('슬기', 'seulgi'), ('주희', 'juhee'), ('경희', 'kyunghee'), ('수진', 'sujin'), ('예린', 'yerin'), ('시은', 'sieun')
) AS names (given_name, romanised);
INSERT INTO given_names
SELECT row_number() OVER (ORDER BY given_name) - 1, 'male', given_name, romanised
FROM (VALUES
    ('민준', 'minjun'), ('서준', 'seojun'), ('도윤', 'doyun'), ('지훈', 'jihoon'), ('현우', 'hyunwoo'), ('준호', 'junho'),
    ('성민', 'sungmin'), ('영수', 'youngsoo'), ('동현', 'donghyun'), ('상훈', 'sanghoon'), ('재현', 'jaehyun'), ('태양', 'taeyang'),
    ('승우', 'seungwoo'), ('건우', 'gunwoo'), ('우진', 'woojin'), ('시우', 'siwoo'), ('진우', 'jinwoo'), ('철수', 'chulsoo'),
    ('병철', 'byungchul'), ('정호', 'jungho'), ('기현', 'kihyun'), ('은호', 'eunho'), ('주원', 'juwon'), ('한결', 'hangyeol'),
    ('민석', 'minseok'), ('태현', 'taehyun'), ('종민', 'jongmin'), ('석진', 'seokjin'), ('광수', 'kwangsoo'), ('유찬', 'yuchan')
) AS names (given_name, romanised);
