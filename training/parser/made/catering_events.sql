CREATE TABLE client (
  id INTEGER PRIMARY KEY,
  name TEXT,
  kind TEXT,
  city TEXT,
  phone TEXT,
  since INTEGER
);
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  client_id INTEGER,
  title TEXT,
  venue TEXT,
  city TEXT,
  event_date DATE,
  guests INTEGER,
  status TEXT,
  FOREIGN KEY (client_id) REFERENCES client(id)
);
CREATE TABLE dish (
  id INTEGER PRIMARY KEY,
  name TEXT,
  course TEXT,
  cuisine TEXT,
  unit_price INTEGER,
  calories INTEGER,
  vegetarian TEXT
);
CREATE TABLE event_dish (
  event_id INTEGER,
  dish_id INTEGER,
  portions INTEGER,
  discount REAL,
  PRIMARY KEY (event_id, dish_id),
  FOREIGN KEY (event_id) REFERENCES event(id),
  FOREIGN KEY (dish_id) REFERENCES dish(id)
);
CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  name TEXT,
  role TEXT,
  age INTEGER,
  day_wage INTEGER
);
CREATE TABLE shift (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER,
  event_id INTEGER,
  hours REAL,
  tip INTEGER,
  FOREIGN KEY (staff_id) REFERENCES staff(id),
  FOREIGN KEY (event_id) REFERENCES event(id)
);
INSERT INTO client VALUES
(1,'한빛출판사','기업','서울','02-555-0112',2016),
(2,'김나래','개인','인천','010-5550-7781',2022),
(3,'Solvay Korea','기업','서울','02-555-0490',2019),
(4,'동백초등학교','학교','부산','051-555-0233',2018),
(5,'Elena Markov','개인','부산',NULL,2023),
(6,'제주올레협회','단체','제주','064-555-0871',2020),
(7,'푸른숲교회','단체','대구','053-555-0345',2017),
(8,'조은결','개인','서울','010-5550-2299',2023),
(9,'별마루연구소','기업','대전',NULL,2024);
INSERT INTO event VALUES
(1,1,'창립 20주년 만찬','그랜드홀','서울','2023-03-17',180,'완료'),
(2,2,'김나래 결혼식','라벤더 가든','인천','2023-05-20',240,'완료'),
(3,3,'Spring Partner Lunch','그랜드홀','서울','2023-04-12',60,'완료'),
(4,4,'가을 운동회','동백초 운동장','부산','2023-10-06',320,'취소'),
(5,5,'Elena 50th Birthday','해운대 테라스','부산','2023-08-26',45,'완료'),
(6,6,'걷기 축제','바람 언덕','제주','2023-11-04',500,'완료'),
(7,7,'바자회','푸른숲 마당','대구','2024-04-27',150,'예약'),
(8,3,'Year-end Gala','그랜드홀','서울','2023-12-15',130,'완료'),
(9,1,'신간 발표회','북카페 결','서울','2024-02-22',70,'취소'),
(10,8,'돌잔치','라벤더 가든','인천','2024-05-11',90,'예약'),
(11,6,'자원봉사자의 밤','바람 언덕','제주','2024-06-01',NULL,'예약'),
(12,6,'해녀 사진전','올레 센터','제주','2024-06-20',80,'예약');
INSERT INTO dish VALUES
(1,'갈비찜','메인','한식',18000,720,'N'),
(2,'잡채','전채','한식',7000,310,'Y'),
(3,'Mushroom Risotto','메인','이탈리아식',14500,560,'Y'),
(4,'Tiramisu','후식','이탈리아식',6500,430,'Y'),
(5,'연어 카나페','전채','프랑스식',5200,140,'N'),
(6,'비빔밥','메인','한식',9800,540,'Y'),
(7,'Coq au Vin','메인','프랑스식',21000,680,'N'),
(8,'수정과','후식','한식',3000,110,'Y'),
(9,'초밥 모둠','메인','일식',19500,490,'N'),
(10,'Crème Brûlée','후식','프랑스식',7200,390,'Y'),
(11,'김밥','전채','한식',3500,280,'N');
INSERT INTO event_dish VALUES
(1,1,180,5.0),
(1,2,180,0),
(1,8,150,0),
(2,7,240,10.0),
(2,5,480,10.0),
(2,10,240,0),
(3,3,60,0),
(3,4,55,NULL),
(5,5,90,0),
(5,4,45,0),
(6,6,500,15.0),
(6,11,700,15.0),
(8,7,130,0),
(8,2,100,0);
INSERT INTO staff VALUES
(1,'유태오','주방장',51,280000),
(2,'Chloe Bernard','제과사',34,210000),
(3,'신바다','서빙',22,110000),
(4,'맹주원','서빙',27,115000),
(5,'Hassan Ali','조리사',39,175000),
(6,'도경희','매니저',45,240000),
(7,'구본우','조리사',30,160000),
(8,'추하린','서빙',20,105000),
(9,'Marta Nowak','바텐더',29,150000);
INSERT INTO shift VALUES
(1,1,1,9.5,50000),
(2,3,1,6.0,20000),
(3,4,2,7.5,35000),
(4,1,2,10.0,0),
(5,2,2,8.0,15000),
(6,5,3,5.5,NULL),
(7,3,5,4.5,42000),
(8,5,6,11.0,0),
(9,7,6,11.5,0),
(10,3,6,8.0,12000),
(11,6,8,9.0,60000),
(12,9,8,5.0,88000),
(13,4,8,6.5,30000);
