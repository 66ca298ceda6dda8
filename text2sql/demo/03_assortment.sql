-- What the shop sells: two levels of categories, invented brands, and the words product names are made of.
CREATE TEMP TABLE departments (
    department INTEGER, name VARCHAR, name_en VARCHAR, modifiers VARCHAR[], brands VARCHAR[], brands_en VARCHAR[], most_pieces INTEGER
);
INSERT INTO departments VALUES
    (1, '식품', 'Food', ['산지직송', '유기농', '국내산', '프리미엄', '실속', '무농약', '갓 만든'],
     ['소담뜰', '해오름농원', '맛고을', '다온식품', '참들녘', '바다마루', '온기찬', '푸른골'],
     ['Sodamtteul', 'Haeoreum Farm', 'Matgoeul', 'Daon Foods', 'Chamdeul', 'Badamaru', 'Ongichan', 'Pureungol'], 4),
    (2, '뷰티', 'Beauty', ['수분', '진정', '비타', '모이스트', '실키', '글로우', '센시티브'],
     ['윤슬', '나린', '이슬결', '미담', '라온뷰티', '설하', '은결', '보드레'],
     ['Yunseul', 'Narin', 'Iseulgyeol', 'Midam', 'Raon Beauty', 'Seolha', 'Eungyeol', 'Bodeure'], 2),
    (3, '패션', 'Fashion', ['베이직', '오버핏', '클래식', '데일리', '코튼', '슬림', '빈티지'],
     ['가온누리', '모담', '늘솜', '아라온', '루나벨', '노던웨이', '스튜디오솔', '한올'],
     ['Gaonnuri', 'Modam', 'Neulsom', 'Araon', 'Lunabelle', 'Northernway', 'Studio Sol', 'Hanol'], 2),
    (4, '가전·디지털', 'Electronics', ['스마트', '울트라', '컴팩트', '무선', '저소음', '하이엔드', '에코'],
     ['누리텍', '한빛전자', '미르테크', '제타원', '소리샘', '픽셀론', '아이온', '테라큐브'],
     ['Nuritec', 'Hanbit Electronics', 'Mirtech', 'Zetaone', 'Sorisaem', 'Pixelon', 'Aion', 'Teracube'], 1),
    (5, '생활용품', 'Household', ['대용량', '친환경', '모던', '순면', '호텔식', '다용도', '원목'],
     ['살림나무', '바른살림', '포근재', '빛고운', '하얀결', '담아홈', '정갈', '집온'],
     ['Sallimnamu', 'Bareun Sallim', 'Pogeunjae', 'Bitgoun', 'Hayangyeol', 'Damahome', 'Jeonggal', 'Jibon'], 4),
    (6, '유아동', 'Baby & Kids', ['순한', '소프트', '첫걸음', '안심', '알록달록', '포근한', '튼튼'],
     ['아가온', '도담도담', '꼬마별', '해솔', '리틀포레', '토리킨더', '아이뜰', '별솜'],
     ['Agaon', 'Dodam', 'Kkomabyeol', 'Haesol', 'Little Fore', 'Tori Kinder', 'Aitteul', 'Byeolsom'], 3),
    (7, '스포츠·레저', 'Sports & Leisure', ['초경량', '방수', '접이식', '프로', '올라운드', '입문용', '카본'],
     ['산들바람', '벼리', '런마루', '아웃필드', '솟대', '피크온', '물결', '그린페어'],
     ['Sandeul', 'Byeori', 'Runmaru', 'Outfield', 'Sotdae', 'Peakon', 'Mulgyeol', 'Greenfair'], 2),
    (8, '반려동물', 'Pets', ['휴먼그레이드', '그레인프리', '말랑', '대용량', '소형견용', '고양이용', '저알러지'],
     ['멍냥살롱', '포포펫', '바우펫', '냥이뜰', '코코독', '펫온', '마이펫룸', '발자국'],
     ['Meongnyang Salon', 'Popopet', 'Baupet', 'Nyangitteul', 'Cocodog', 'Peton', 'Mypetroom', 'Baljaguk'], 4);

CREATE TEMP TABLE leaves (
    department INTEGER, name VARCHAR, name_en VARCHAR, lowest INTEGER, highest INTEGER, demand DOUBLE, season VARCHAR, nouns VARCHAR[]
);
INSERT INTO leaves VALUES
    (1, '과일', 'Fruit', 9000, 69000, 2.2, 'plain', ['사과 3kg', '샤인머스캣 2kg', '감귤 5kg', '딸기 1kg', '블루베리 500g']),
    (1, '정육', 'Meat', 12000, 120000, 1.6, 'plain', ['한우 등심 500g', '삼겹살 1kg', '닭가슴살 10팩', '양념 불고기 800g']),
    (1, '수산물', 'Seafood', 11000, 90000, 1.2, 'plain', ['손질 오징어', '간고등어 5팩', '전복 1kg', '새우살 800g']),
    (1, '간편식', 'Ready Meals', 4900, 32000, 2.6, 'plain', ['곰탕 4팩', '떡볶이 세트', '볶음밥 6팩', '갈비탕', '김치찌개 밀키트']),
    (1, '커피·차', 'Coffee & Tea', 6900, 49000, 1.8, 'plain', ['원두 1kg', '드립백 20개입', '녹차 티백', '콜드브루 1L']),
    (1, '명절선물세트', 'Holiday Gift Sets', 25000, 189000, 0.5, 'gift', ['한과 선물세트', '굴비 선물세트', '홍삼 선물세트', '과일 선물세트', '참기름 선물세트']),
    (1, '건강식품', 'Health Food', 15000, 119000, 1.4, 'plain', ['홍삼정', '비타민C 180정', '유산균 60포', '오메가3']),
    (2, '스킨케어', 'Skincare', 9900, 89000, 2.6, 'plain', ['크림 50ml', '토너 300ml', '세럼 30ml', '마스크팩 10매']),
    (2, '메이크업', 'Makeup', 7900, 59000, 1.5, 'plain', ['쿠션', '립틴트', '아이섀도 팔레트', '마스카라']),
    (2, '헤어케어', 'Hair Care', 6900, 45000, 1.4, 'plain', ['샴푸 500ml', '트리트먼트', '헤어오일', '두피 스케일러']),
    (2, '바디케어', 'Body Care', 5900, 39000, 1.1, 'plain', ['바디워시 1L', '바디로션', '핸드크림', '바디스크럽']),
    (2, '선케어', 'Sun Care', 8900, 38000, 0.6, 'summer', ['선크림 50ml', '선스틱', '선쿠션', '애프터선 젤']),
    (2, '향수', 'Perfume', 19000, 149000, 0.5, 'plain', ['오드퍼퓸 50ml', '섬유향수', '디퓨저 200ml']),
    (3, '여성의류', 'Women''s Clothing', 15000, 129000, 2.0, 'plain', ['블라우스', '니트', '원피스', '슬랙스', '데님 팬츠']),
    (3, '남성의류', 'Men''s Clothing', 15000, 119000, 1.5, 'plain', ['셔츠', '맨투맨', '치노 팬츠', '니트 조끼']),
    (3, '아우터', 'Outerwear', 49000, 329000, 0.5, 'winter', ['롱패딩', '경량 패딩', '울 코트', '플리스 자켓']),
    (3, '신발', 'Shoes', 25000, 169000, 1.3, 'plain', ['스니커즈', '러닝화', '로퍼', '샌들']),
    (3, '가방', 'Bags', 19000, 259000, 0.8, 'plain', ['백팩', '크로스백', '토트백', '파우치']),
    (3, '액세서리', 'Accessories', 5900, 79000, 0.8, 'plain', ['머플러', '볼캡', '가죽 벨트', '양말 5족']),
    (4, '노트북', 'Laptops', 590000, 2390000, 0.18, 'school', ['노트북 14', '노트북 16', '2in1 노트북', '게이밍 노트북']),
    (4, '모니터', 'Monitors', 159000, 890000, 0.22, 'plain', ['27인치 모니터', '32인치 모니터', '휴대용 모니터']),
    (4, '음향기기', 'Audio', 29000, 390000, 0.7, 'plain', ['이어폰', '헤드폰', '블루투스 스피커', '사운드바']),
    (4, '모바일 액세서리', 'Mobile Accessories', 5900, 59000, 1.5, 'plain', ['고속 충전기', '보조배터리', '휴대폰 케이스', '충전 케이블']),
    (4, '주방가전', 'Kitchen Appliances', 39000, 490000, 0.6, 'plain', ['에어프라이어', '전기포트', '밥솥', '믹서기', '커피머신']),
    (4, '냉방가전', 'Cooling Appliances', 29000, 890000, 0.15, 'summer', ['서큘레이터', '창문형 에어컨', '선풍기', '제습기']),
    (4, '난방가전', 'Heating Appliances', 29000, 390000, 0.15, 'winter', ['온풍기', '전기요', '가습기', '히터']),
    (5, '주방용품', 'Kitchenware', 5900, 129000, 1.5, 'plain', ['프라이팬 28cm', '냄비 세트', '도마', '밀폐용기 10종']),
    (5, '침구', 'Bedding', 19000, 229000, 0.8, 'plain', ['이불 세트', '베개 2개', '매트리스 커버', '토퍼']),
    (5, '세제', 'Detergents', 5900, 39000, 2.0, 'plain', ['세탁세제 3L', '주방세제 1L', '섬유유연제', '캡슐세제 50개입']),
    (5, '욕실용품', 'Bathroom', 3900, 59000, 1.3, 'plain', ['수건 10장', '칫솔 8개', '샤워기 필터', '욕실화']),
    (5, '수납정리', 'Storage', 6900, 99000, 0.9, 'plain', ['리빙박스 3개', '옷걸이 30개', '서랍장', '선반']),
    (5, '조명', 'Lighting', 12000, 159000, 0.5, 'plain', ['스탠드', '무드등', '플로어 램프', 'LED 방등']),
    (6, '기저귀', 'Diapers', 19000, 69000, 1.6, 'plain', ['밴드 기저귀 4팩', '팬티 기저귀 4팩', '수영장 기저귀']),
    (6, '분유·이유식', 'Baby Food', 9900, 89000, 1.0, 'plain', ['분유 800g 3캔', '이유식 14팩', '아기 과자', '유아 음료 24팩']),
    (6, '장난감', 'Toys', 8900, 119000, 0.9, 'plain', ['블록 세트', '인형', '보드게임', '역할놀이 세트']),
    (6, '아동의류', 'Kids'' Clothing', 9900, 79000, 1.0, 'plain', ['내복 세트', '등원룩', '아동 점퍼', '레깅스']),
    (6, '문구', 'Stationery', 2900, 39000, 0.5, 'school', ['필통', '색연필 36색', '노트 10권', '책가방']),
    (7, '캠핑', 'Camping', 15000, 459000, 0.8, 'plain', ['텐트', '캠핑 의자', '랜턴', '침낭', '버너']),
    (7, '등산', 'Hiking', 12000, 219000, 0.7, 'plain', ['등산화', '등산 스틱', '바람막이', '등산 배낭']),
    (7, '홈트레이닝', 'Home Fitness', 8900, 289000, 0.8, 'plain', ['요가매트', '덤벨 세트', '폼롤러', '실내 자전거']),
    (7, '자전거', 'Cycling', 15000, 890000, 0.3, 'plain', ['로드 자전거', '헬멧', '자전거 라이트', '자전거 장갑']),
    (7, '골프', 'Golf', 19000, 690000, 0.35, 'plain', ['골프공 12개', '골프 장갑', '드라이버', '퍼터']),
    (7, '수영', 'Swimming', 9900, 99000, 0.35, 'summer', ['수영복', '래시가드', '물안경', '튜브']),
    (8, '사료', 'Pet Food', 15000, 99000, 1.5, 'plain', ['강아지 사료 5kg', '고양이 사료 5kg', '노령견 사료', '퍼피 사료']),
    (8, '반려동물 간식', 'Pet Treats', 3900, 29000, 1.6, 'plain', ['져키', '동결건조 간식', '츄르 50개', '덴탈껌']),
    (8, '배변용품', 'Litter & Pads', 8900, 49000, 1.2, 'plain', ['배변패드 200매', '고양이 모래 10kg', '배변봉투']),
    (8, '반려동물 장난감', 'Pet Toys', 3900, 39000, 0.6, 'plain', ['노즈워크', '낚싯대 장난감', '공 세트', '스크래처']),
    (8, '이동장', 'Pet Carriers', 19000, 139000, 0.25, 'plain', ['이동장', '슬링백', '반려동물 유모차']);

CREATE TEMP TABLE draft_categories AS
SELECT department AS category_id, NULL::INTEGER AS parent_id, 1 AS level, name AS category_name, name_en AS category_name_en,
    name AS top_category_name, department, 'plain' AS season
FROM departments
UNION ALL
SELECT 100 * leaves.department + row_number() OVER (PARTITION BY leaves.department ORDER BY leaves.name), leaves.department, 2,
    leaves.name, leaves.name_en, departments.name, leaves.department, leaves.season
FROM leaves JOIN departments USING (department);

CREATE TEMP TABLE draft_brands AS
SELECT CAST((department - 1) * 8 + place AS INTEGER) AS brand_id, brands[place] AS brand_name, brands_en[place] AS brand_name_en,
    CASE WHEN place <= 5 THEN 'KOR' ELSE pick(['USA', 'JPN', 'FRA', 'CHN', 'DEU', 'KOR'], 'brand country', (department - 1) * 8 + place) END AS country,
    CAST(2000 + below(23, 'brand year', (department - 1) * 8 + place) AS INTEGER) AS founded_year,
    department, place
FROM departments, LATERAL (SELECT unnest(range(1, 9)) AS place);
