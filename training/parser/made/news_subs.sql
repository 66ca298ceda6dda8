CREATE TABLE newspaper (paper_id integer PRIMARY KEY, title text, city text, founded integer, frequency text, circulation integer);
CREATE TABLE subscriber (sub_id integer PRIMARY KEY, lst_nm text, fst_nm text, city text, birth_yr integer, phone text);
CREATE TABLE route (route_cd text PRIMARY KEY, district text, city text, carrier_nm text, stops integer, dist_km real);
CREATE TABLE subscription (subscr_no integer PRIMARY KEY, sub_id integer, paper_id integer, route_cd text, start_dt date, end_dt date, month_fee integer, status text, FOREIGN KEY (sub_id) REFERENCES subscriber(sub_id), FOREIGN KEY (paper_id) REFERENCES newspaper(paper_id), FOREIGN KEY (route_cd) REFERENCES route(route_cd));
CREATE TABLE complaint (compl_no integer PRIMARY KEY, subscr_no integer, compl_dt date, reason text, refund integer, FOREIGN KEY (subscr_no) REFERENCES subscription(subscr_no));
INSERT INTO newspaper VALUES
(1,'한강일보','서울',1954,'일간',412000),
(2,'동백신문','부산',1947,'일간',198000),
(3,'Harbor Gazette','인천',1988,'주간',36000),
(4,'푸른경제','서울',1999,'일간',287000),
(5,'달구벌소식','대구',1962,'일간',121000),
(6,'Campus Weekly','대전',2005,'주간',18500),
(7,'주말농부','전주',2011,'격주간',9400),
(8,'바둑마당','서울',1971,'월간',NULL);
INSERT INTO subscriber VALUES
(1,'김','영호','서울',1958,'010-2000-1001'),
(2,'이','미란','부산',1966,'010-2000-1002'),
(3,'박','정훈','서울',1981,NULL),
(4,'최','수빈','대구',1990,'010-2000-1004'),
(5,'Walker','Brian','인천',1975,'010-2000-1005'),
(6,'정','옥자','부산',1949,NULL),
(7,'한','도영','대전',2001,'010-2000-1007'),
(8,'윤','경희','서울',1963,'010-2000-1008'),
(9,'송','태석','전주',1970,'010-2000-1009'),
(10,'Nguyen','Linh','대구',1987,'010-2000-1010'),
(11,'오','세진','광주',1994,'010-2000-1011');
INSERT INTO route VALUES
('S01','마포','서울','조기훈',120,14.2),
('S02','송파','서울','남궁민',145,17.8),
('B01','해운대','부산','구본철',98,21.5),
('B02','사하','부산','하은숙',76,12.9),
('D01','수성','대구','변지호',83,11.4),
('I01','송도','인천','조기훈',64,25.3),
('J01','유성','대전','Carlos Vega',57,9.7),
('K01','완산','전주','마순덕',41,NULL);
INSERT INTO subscription VALUES
(1001,1,1,'S01','2012-03-01',NULL,20000,'구독중'),
(1002,1,8,'S01','2018-07-01','2020-06-30',8000,'취소'),
(1003,2,2,'B01','2009-11-01',NULL,18000,'구독중'),
(1004,3,4,'S02','2020-02-01',NULL,22000,'구독중'),
(1005,3,1,'S02','2020-02-01','2021-01-31',20000,'취소'),
(1006,4,5,'D01','2021-05-01','2023-04-30',17000,'완료'),
(1007,5,3,'I01','2019-09-01',NULL,9000,'구독중'),
(1008,6,2,'B02','1998-04-01',NULL,15000,'구독중'),
(1009,7,6,'J01','2022-03-01','2023-02-28',6000,'완료'),
(1010,8,4,'S01','2017-10-01',NULL,22000,'일시중지'),
(1011,8,1,'S01','2005-01-01',NULL,19000,'구독중'),
(1012,9,7,'K01','2016-06-01',NULL,7000,'구독중'),
(1013,10,5,'D01','2023-08-01','2023-12-31',17000,'취소'),
(1014,2,4,'B01','2022-09-01',NULL,23000,'구독중');
INSERT INTO complaint VALUES
(1,1004,'2021-01-08','미배달',1500),
(2,1003,'2021-07-19','젖은 신문',800),
(3,1007,'2022-02-03','지연 배달',0),
(4,1004,'2022-05-27','미배달',1500),
(5,1008,'2022-08-11','젖은 신문',700),
(6,1012,'2022-10-30','미배달',NULL),
(7,1010,'2023-01-16','오배달',1200),
(8,1001,'2023-03-05','지연 배달',500),
(9,1014,'2023-06-22','미배달',1600),
(10,1013,'2023-10-02','요금 오류',17000);
